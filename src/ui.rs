//! Parts that know nothing of the product: they take words, links and slugs, and make accessible markup of them.

pub mod avatar;
pub mod browser;
pub mod combobox;
pub mod copy;
pub mod dialog;
pub mod empty;
pub mod field;
pub mod icon;
pub mod keys;
pub mod menu;
pub mod notice;
pub mod pill;
pub mod popover;
pub mod popup;
pub mod sheet;
pub mod skeleton;
pub mod text_area;
pub mod toast;
